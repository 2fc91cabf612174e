.PHONY: demo setup test check serve bench fault

demo setup test check serve bench fault:
	@./dev $@
