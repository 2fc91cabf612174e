# syntax=docker/dockerfile:1

FROM node:22-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --from=assets /app/node_modules node_modules
COPY . .
RUN if ls locale/*/LC_MESSAGES/django.po; then \
        pybabel compile -D django -d locale -l zh_Hans; fi
RUN useradd --system --uid 10001 app && install -d -o app -g app -m 700 /data
USER app
# The secrets of this step are of no use: nothing is stored with them.
RUN DATABASE_URL=postgres://nobody@/none SECRET_KEY=build \
    FIELD_KEYS=0000000000000000000000000000000000000000000000000000000000000000 \
    python manage.py collectstatic --noinput
EXPOSE 8000
CMD ["gunicorn", "--workers", "2", "--bind", "0.0.0.0:8000", "--timeout", "120", "--no-control-socket", "consumer_protection.wsgi"]
